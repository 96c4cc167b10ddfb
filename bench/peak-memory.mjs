// Loaded beside a program: says at its end how much memory it took at most.
process.on('exit', () => { process.stderr.write(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB\n`); });
