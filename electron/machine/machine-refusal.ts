/** A computer that cannot be used as it was asked for. The message is a sentence for a person, with the next step. */
export class MachineRefusal extends Error {
  override readonly name = 'MachineRefusal';
}
