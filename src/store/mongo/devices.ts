import { type Actor, type Device, newEntry, type Store } from '../../shop/index.js';
import type { MongoContext } from './context.js';
import type { DeviceDoc } from './documents.js';
import { added } from './duplicates.js';

/** The devices' part of the MongoDB store. */
export function mongoDevices(
  { devices, journal }: MongoContext,
  actor: Actor,
): Pick<Store, 'listDevices' | 'addDevice' | 'removeDevice'> {
  return {
    async listDevices() {
      return (await devices.find().sort({ _id: 1 }).toArray()).map(toDevice);
    },
    async addDevice(device) {
      if (!(await added(devices.insertOne(toDeviceDoc(device))))) return false;
      const facts = { device: device.name, kind: device.kind };
      await journal.append([newEntry({ kind: 'device_added', facts }, actor)]);
      return true;
    },
    async removeDevice(name) {
      if ((await devices.deleteOne({ _id: name })).deletedCount === 0) return false;
      await journal.append([newEntry({ kind: 'device_removed', facts: { device: name } }, actor)]);
      return true;
    },
  };
}

export function toDevice({ _id, kind, tokenHash, createdAt }: DeviceDoc): Device {
  return { name: _id, kind, tokenHash, createdAt };
}

export function toDeviceDoc({ name, kind, tokenHash, createdAt }: Device): DeviceDoc {
  return { _id: name, kind, tokenHash, createdAt };
}
