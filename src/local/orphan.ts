/** Ends a child process whose supervisor vanished: nobody is left to stop it. Without a supervisor it does nothing. */
export function exitWithParent(stop: () => void): void {
  if (!process.connected) return
  process.once('disconnect', stop)
  // Listening alone would keep a process alive that has stopped everything else.
  process.channel?.unref()
}
