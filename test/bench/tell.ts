/** Tells who waits what is being done; the result goes elsewhere. */
export function tell(what: string): void {
  process.stderr.write(`  … ${what}\n`)
}
