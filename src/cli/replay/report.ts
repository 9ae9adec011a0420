/** Showing a replay's events as they come: for people with a progress line, or as JSON lines. */
import ora, { type Ora } from 'ora';
import type { OutboundMessage } from '../../protocol/index.js';
import { print } from '../fail.js';

export interface Report {
  event(message: OutboundMessage): void;
  progress(sent: number, total: number | null): void;
  line(text: string): void;
  /** A result for programs; people get it as a line. */
  result(value: Readonly<Record<string, unknown>>, text: string): void;
  end(): void;
}

export function createReport(json: boolean, title: string): Report {
  return json ? jsonReport() : humanReport(title);
}

function jsonReport(): Report {
  return {
    event: (message) => print(JSON.stringify(message)),
    progress: () => {},
    line: () => {},
    result: (value) => print(JSON.stringify(value)),
    end: () => {},
  };
}

function humanReport(title: string): Report {
  const spinner: Ora = ora({ text: title, stream: process.stderr }).start();
  /** The spinner owns its line: it steps aside while another line is written. */
  const say = (text: string) => {
    spinner.clear();
    print(text);
    spinner.render();
  };
  return {
    event(message) {
      const text = describe(message);
      if (text !== null) say(text);
    },
    progress(sent, total) {
      spinner.text = `${title}  frame ${sent}${total === null ? '' : ` / ${total}`}`;
    },
    line: say,
    result: (_, text) => say(text),
    end: () => void spinner.stop(),
  };
}

/** Null for what happens at every frame. */
function describe(message: OutboundMessage): string | null {
  switch (message.type) {
    case 'signed_in':
      return `  signed in      ${message.user.name}  ${message.user.phone}`;
    case 'product_detected':
      return `  detected       ${message.product.name}  NT$${message.product.price}`;
    case 'cart_updated': {
      const lines = message.cart.map(({ name, quantity }) => `${name} × ${quantity}`);
      return `  cart           ${lines.join(', ') || 'empty'}  =  NT$${message.total}`;
    }
    case 'checkout_completed':
      return `  sold           ${message.receipt.transaction_id}  NT$${message.receipt.total}`;
    case 'signed_out':
      return `  signed out     ${message.reason}`;
    case 'frame_dropped':
      return `  frame dropped  ${message.reason}`;
    case 'error':
      return `  error          ${message.message}  ${message.message_en}  ${message.detail ?? ''}`;
    default:
      return null;
  }
}
