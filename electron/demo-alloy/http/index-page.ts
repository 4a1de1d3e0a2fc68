/** The single page that stands in for Alloy's user interface; any unknown path below the prefix gets it. */
import type { Answer } from './answer';

const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Alloy (demonstration)</title>
  </head>
  <body>
    <h1>Alloy, demonstrated</h1>
    <p>This program answers like Grafana Alloy 1.18.1. It has no user interface of its own.</p>
  </body>
</html>
`;

export const indexPage: Answer = {
  status: 200,
  headers: {
    'Accept-Ranges': 'bytes',
    'Content-Type': 'text/html; charset=utf-8',
    'Last-Modified': 'Fri, 21 Aug 2026 00:00:00 GMT',
  },
  body: html,
};
