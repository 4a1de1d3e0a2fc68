/** Schemas of what Alloy 1.18.1 answers. Unknown fields are let through: other versions have more of them. */
import { z } from 'zod';

const Text = z.string().max(20_000);

/** `GET /api/v0/web/components`, an array of these in no stable order. */
export const AlloyComponent = z.object({
  name: Text,
  localID: Text,
  moduleID: Text.default(''),
  label: Text.optional(),
  referencesTo: z.array(Text).nullish(),
  referencedBy: z.array(Text).nullish(),
  health: z.object({
    state: z.enum(['healthy', 'unhealthy', 'unknown', 'exited']).catch('unknown'),
    message: Text.default(''),
    updatedTime: Text.optional(),
  }),
});
export type AlloyComponent = z.infer<typeof AlloyComponent>;

/** A value in Alloy's JSON form: `{"type": …, "value": …}`; recursion is checked where it is walked. */
export const AlloyStatement = z.object({
  name: Text,
  type: z.enum(['attr', 'block']),
  label: Text.optional(),
  value: z.unknown().optional(),
  body: z.array(z.unknown()).optional(),
});
export type AlloyStatement = z.infer<typeof AlloyStatement>;

/** `GET /api/v0/web/components/<id>`. */
export const AlloyComponentDetail = AlloyComponent.extend({
  arguments: z.array(AlloyStatement).nullish(),
  exports: z.array(AlloyStatement).nullish(),
  debugInfo: z.array(AlloyStatement).nullish(),
});
export type AlloyComponentDetail = z.infer<typeof AlloyComponentDetail>;
