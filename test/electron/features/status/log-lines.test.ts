import { describe, expect, it } from 'vitest';
import { parseLogLine } from '../../../../electron/features/status/log-lines';

describe('a log line of Alloy', () => {
  it('is read with its time, level and component', () => {
    const line =
      'ts=2026-11-22T21:22:21.650455761Z level=error msg="non-recoverable error" component_path=/ component_id=prometheus.remote_write.central err="server returned HTTP status 404 Not Found: \\"no\\""';
    expect(parseLogLine(line)).toEqual({
      atMs: Date.UTC(2026, 10, 22, 21, 22, 21, 650),
      level: 'error',
      componentId: 'prometheus.remote_write.central',
      text: 'non-recoverable error · err=server returned HTTP status 404 Not Found: "no"',
    });
  });

  it('of another form is kept as it is', () => {
    expect(parseLogLine('Error: config.alloy:1:1: no')).toEqual({
      level: 'unknown',
      text: 'Error: config.alloy:1:1: no',
    });
  });

  it('shows no password of an address', () => {
    expect(parseLogLine('ts=x level=warn msg=a url=http://user:secret@h/').text).toBe('a · url=http://***@h/');
  });
});
