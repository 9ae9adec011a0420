import { Command } from 'commander';
import { prepareCommand } from '../faces/prepare.js';
import { addCommand } from './add.js';
import { evaluateCommand } from './evaluate.js';
import { inspectCommand } from './inspect.js';
import { listCommand } from './list.js';
import { removeCommand } from './remove.js';
import { useCommand } from './use.js';

export function modelsCommand(): Command {
  const models = new Command('models');
  const commands = [
    inspectCommand(),
    addCommand(),
    evaluateCommand(),
    useCommand(),
    listCommand(),
    removeCommand(),
    prepareCommand(),
  ];
  for (const command of commands) models.addCommand(command);
  return models;
}
