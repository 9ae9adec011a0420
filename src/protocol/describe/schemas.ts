/** Our zod schemas as JSON Schema, each under the name it has in `src/protocol/index.ts`. */
import { z } from 'zod';
import * as protocol from '../index.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

const PREFIX = '#/components/schemas/';

const NAMED = Object.entries<unknown>(protocol).filter(
  (entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType,
);
const NAMES = new Map(NAMED.map(([name, schema]) => [schema, name] as const));

/** @throws Error when the schema has no name: it must be exported by `src/protocol/index.ts` */
export function nameOf(schema: z.ZodType): string {
  const name = NAMES.get(schema);
  if (name === undefined) throw new Error('a described schema must be exported by src/protocol/index.ts');
  return name;
}

export function refTo(schema: z.ZodType): JsonSchema {
  return { $ref: PREFIX + nameOf(schema) };
}

export interface ConvertOptions {
  readonly target: 'draft-2020-12' | 'draft-07';
  /** `input`: what we take. `output`: what we give. */
  readonly io: 'input' | 'output';
  /** Schemas without a name of their own; what they share with named ones refers to those. */
  readonly more?: Readonly<Record<string, z.ZodType>>;
}

/** Every named schema of the protocol, and `more`. */
export function convertSchemas({ target, io, more = {} }: ConvertOptions): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of [...NAMED, ...Object.entries(more)]) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    target,
    io,
    uri: (id) => PREFIX + id,
    override: ({ jsonSchema }) => tidy(jsonSchema, io),
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema, $id, ...schema }]) => [name, { title: name, ...schema }]),
  );
}

/** Takes away what a reader does not need, or what would be wrong to rely on. */
function tidy(schema: z.core.JSONSchema.BaseSchema, io: 'input' | 'output'): void {
  // Further fields may be added to what we give; a client must not trip over them.
  if (io === 'output' && schema.additionalProperties === false) delete schema.additionalProperties;
  // "readonly" means TypeScript's here, not that a server ignores the field.
  delete schema.readOnly;
  // No format of JSON Schema; `contentEncoding` says it.
  if (schema.format === 'base64') delete schema.format;
  // A format says the same as its pattern of 200 characters.
  if (schema.format !== undefined) delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
}

/** The schemas that `roots` refer to, directly or through others. */
export function reachable(
  roots: unknown,
  schemas: Readonly<Record<string, JsonSchema>>,
): Record<string, JsonSchema> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    for (const name of refsIn(value)) {
      if (found.has(name)) continue;
      found.add(name);
      visit(schemas[name]);
    }
  };
  visit(roots);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => found.has(name)));
}

function refsIn(value: unknown): readonly string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, of]) =>
    key === '$ref' && typeof of === 'string' && of.startsWith(PREFIX)
      ? [of.slice(PREFIX.length)]
      : refsIn(of),
  );
}
