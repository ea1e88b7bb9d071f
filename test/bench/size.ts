/** How much is measured. `quick` tries the bench out; its figures say nothing. `sleepers`: how many engagements are put to sleep. */
export type Size = { readonly quick: boolean; readonly sleepers: number }
