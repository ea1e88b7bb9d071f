/** How much is measured. `quick` tries the bench out; its figures say nothing. */
export type Size = { readonly quick: boolean }
