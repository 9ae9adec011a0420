/** One connection to a MongoDB server, and the shop's store on it. */
import type { Actor, Store } from '../../shop/index.js';
import { translateFaults } from '../faults.js';
import { mongoAudit } from './audit.js';
import { watchAway } from './away.js';
import { mongoBackup } from './backup.js';
import { mongoCarts } from './carts.js';
import { createCatchUp } from './catch-up.js';
import { mongoCommit } from './commit.js';
import type { MongoContext } from './context.js';
import { mongoDevices } from './devices.js';
import { mongoFaces } from './faces.js';
import { mongoForget } from './forget.js';
import { mongoLearned } from './learned.js';
import { mongoMembers } from './members.js';
import { openContext, type StoreListeners } from './open.js';
import { mongoOwner } from './owner.js';
import { mongoPictures } from './pictures.js';
import { mongoProducts } from './products.js';
import { mongoSales } from './sales.js';
import { settleAll } from './settle.js';
import { mongoVoid } from './void.js';

export interface Line {
  /** The store as somebody uses it. */
  as(actor: Actor): Store;
  /** Ends what is under way. */
  close(): Promise<void>;
}

/**
 * @param onStuck called again and again while the database is away for long; what it does may end this line
 * @throws Error when the database cannot be reached, was used by a newer program, or holds half a copy
 */
export async function openLine(
  uri: string,
  listeners: StoreListeners,
  onStuck: () => Promise<void>,
): Promise<Line> {
  const opened = await openContext(uri, listeners);
  const catchUp = createCatchUp(() => settleAll(opened));
  const context: MongoContext = {
    ...opened,
    onFault(error) {
      opened.onFault(error);
      catchUp.ask();
    },
  };
  const away = watchAway(context.db, onStuck);
  const close = () => {
    away.stop();
    catchUp.stop();
    return context.client.close();
  };
  const onFault = (error: unknown) => {
    away.note(error);
    context.onFault(error);
  };
  const anybodys = {
    ...mongoPictures(context),
    ...mongoCarts(context),
    ...mongoCommit(context),
    ...mongoSales(context),
    ...mongoBackup(context),
    close,
  };

  function as(actor: Actor): Store {
    const store: Store = {
      ...anybodys,
      ...mongoProducts(context, actor),
      ...mongoLearned(context, actor),
      ...mongoMembers(context, actor),
      ...mongoFaces(context, actor),
      ...mongoForget(context, actor),
      ...mongoVoid(context, actor),
      ...mongoOwner(context, actor),
      ...mongoDevices(context, actor),
      ...mongoAudit(context, actor),
      as,
    };
    return { ...translateFaults(store, onFault, away.check), close };
  }
  return { as, close };
}
