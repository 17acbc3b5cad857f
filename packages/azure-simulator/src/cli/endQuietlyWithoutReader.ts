/** Lets whoever reads the output go before its end, as `head` does: what is left is not printed. */
export function endQuietlyWithoutReader(output: NodeJS.WritableStream): void {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      throw error;
    }
  });
}
