/** The models of a shop, and which of them it sells by. */
import { z } from 'zod';
import { Time } from '../views.js';

/** What a model looks at, and what its classes mean in this shop. */
export const ModelView = z.object({
  input: z.object({ width: z.int(), height: z.int() }).describe('What it looks at, pixels.'),
  classes: z
    .array(
      z.object({
        class_id: z.int(),
        class_name: z.string(),
        product: z.object({ id: z.string(), name: z.string() }).nullable(),
      }),
    )
    .readonly(),
  unseen: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .readonly()
    .describe('Active products that no class of it stands for.'),
});

export const AdminModel = ModelView.extend({
  name: z.string().describe('`shipped`: the one that comes along.'),
  in_use: z.boolean(),
  bytes: z.int().min(0),
  added_at: Time.nullable(),
  analysis_ms: z.number().nullable().describe('One picture in the self-test, when it was added.'),
});
export type AdminModel = z.infer<typeof AdminModel>;

export const AdminModelsReply = z.object({
  pinned: z.string().nullable().describe('The file the daemon was started with: then nothing can be chosen.'),
  changing: z.boolean().describe('Whether another one is being started just now.'),
  previous: z.string().nullable().describe('What `roll-back` would go back to.'),
  failed: z
    .object({ name: z.string(), reason: z.string(), at: Time })
    .nullable()
    .describe('The one that was given up by itself.'),
  models: z.array(AdminModel).readonly(),
});
export type AdminModelsReply = z.infer<typeof AdminModelsReply>;

export const UseModelRequest = z.strictObject({ name: z.string().min(1).max(64) });
export type UseModelRequest = z.infer<typeof UseModelRequest>;
