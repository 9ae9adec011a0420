/** The settings of face recognition, shared by the commands that look at faces. */
import { join } from 'node:path';
import type { Command } from 'commander';
import {
  FACE_DEFAULTS,
  type FaceOptions,
  type LivenessPolicy,
  type WeakMatchPolicy,
} from '../../daemon/index.js';
import { settings } from '../settings.js';
import type { StoreFlags } from '../store.js';
import { type KeyFlags, keySourceOf } from '../vault.js';

/** What finding and comparing faces needs. */
export interface MatchFlags extends KeyFlags, StoreFlags {
  readonly faceModels?: string;
  readonly embedder?: string;
  readonly faceAccept?: number;
  readonly faceAsk?: number;
  readonly faceMargin?: number;
  readonly minFace: number;
}

export interface FaceFlags extends MatchFlags {
  readonly faces: 'on' | 'off';
  readonly faceZone: FaceOptions['choice']['zone'];
  readonly liveness: LivenessPolicy;
  readonly weakMatch: WeakMatchPolicy;
  readonly largeTotal: number;
  readonly keepPhotos: 'on' | 'off';
}

export function addMatchSettings(command: Command): Command {
  return command
    .addOption(settings.keyFile())
    .addOption(settings.faceModels())
    .addOption(settings.embedder())
    .addOption(settings.faceAccept())
    .addOption(settings.faceAsk())
    .addOption(settings.faceMargin())
    .addOption(settings.minFace());
}

export function addFaceSettings(command: Command): Command {
  return addMatchSettings(command.addOption(settings.faces()))
    .addOption(settings.faceZone())
    .addOption(settings.liveness())
    .addOption(settings.weakMatch())
    .addOption(settings.largeTotal())
    .addOption(settings.keepPhotos());
}

export function faceOptionsOf(flags: FaceFlags): FaceOptions | null {
  if (flags.faces === 'off') return null;
  return {
    ...FACE_DEFAULTS,
    modelsDir: modelsDirOf(flags),
    profileFile: flags.embedder ?? null,
    thresholds: thresholdsOf(flags),
    choice: { ...FACE_DEFAULTS.choice, minFace: flags.minFace, zone: flags.faceZone },
    liveness: flags.liveness,
    weakMatch: flags.weakMatch,
    largeTotal: flags.largeTotal,
    keepPhotos: flags.keepPhotos === 'on',
    masterKey: keySourceOf(flags),
  };
}

export function modelsDirOf({ data, faceModels }: Pick<MatchFlags, 'data' | 'faceModels'>): string {
  return faceModels ?? join(data, 'face-models');
}

/** Only what was given: the rest is the profile's. */
export function thresholdsOf({ faceAccept, faceAsk, faceMargin }: MatchFlags): FaceOptions['thresholds'] {
  return {
    ...(faceAccept === undefined ? {} : { accept: faceAccept }),
    ...(faceAsk === undefined ? {} : { ask: faceAsk }),
    ...(faceMargin === undefined ? {} : { margin: faceMargin }),
  };
}
