import { Command, InvalidArgumentError } from 'commander';
import { benchSimulator } from './benchSimulator';

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new InvalidArgumentError('Give a whole number of seconds.');
  }
  return value;
}

new Command('bench-simulator')
  .description(
    'Measures the simulator with a fleet of 10,000 forwarders beside a plain HTTPS echo server.',
  )
  .option('--seconds <number>', 'length of each measurement', seconds, 5)
  .action(async (options: { seconds: number }) => {
    process.exitCode = (await benchSimulator(options.seconds)) ? 0 : 1;
  })
  .parseAsync(process.argv)
  .catch(error => {
    process.stderr.write(`bench:simulator: ${error.message}\n`);
    process.exitCode = 1;
  });
