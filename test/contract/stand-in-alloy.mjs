// Stands in for Alloy where a suite is about the service: says three lines, stays, ends when it is asked to.
process.stderr.write('level=info msg="one"\nlevel=info msg="two"\n');
process.stderr.write('level=info msg="three"\n');
process.on('SIGINT', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
setInterval(() => undefined, 1_000);
