/** Schemas of what Alloy 1.18.1 answers. Unknown fields are let through: other versions have more of them. */
import { z } from 'zod';
import { ComponentId, maxComponentIdLength, maxComponents } from '../../shared/contract/component-id';

const Text = z.string().max(20_000);

const fields = z.object({
  name: ComponentId,
  /** Within its module. */
  localID: ComponentId,
  moduleID: ComponentId.default(''),
  label: ComponentId.optional(),
  referencesTo: z.array(ComponentId).max(maxComponents).nullish(),
  referencedBy: z.array(ComponentId).max(maxComponents).nullish(),
  health: z.object({
    state: z.enum(['healthy', 'unhealthy', 'unknown', 'exited']).catch('unknown'),
    message: Text.default(''),
    updatedTime: Text.optional(),
  }),
});

/** `module/local`; of the root module just the local part. */
export function componentIdOf({ moduleID, localID }: { moduleID: string; localID: string }): string {
  return moduleID === '' ? localID : `${moduleID}/${localID}`;
}

function hasIdWithinLimit(component: { moduleID: string; localID: string }): boolean {
  return componentIdOf(component).length <= maxComponentIdLength;
}

/** `GET /api/v0/web/components`, an array of these in no stable order. */
export const AlloyComponent = fields.refine(hasIdWithinLimit);
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
export const AlloyComponentDetail = fields
  .extend({
    arguments: z.array(AlloyStatement).nullish(),
    exports: z.array(AlloyStatement).nullish(),
    debugInfo: z.array(AlloyStatement).nullish(),
  })
  .refine(hasIdWithinLimit);
export type AlloyComponentDetail = z.infer<typeof AlloyComponentDetail>;
