/** How Alloy names a component: `prometheus.scrape.windows`, in a module with the module's id before it. */
import { z } from 'zod';

/**
 * Alloy itself has no limit. What is longer is refused where Alloy's answer is read, so that everything behind it (status,
 * journal, requests) takes every id that came so far.
 */
export const maxComponentIdLength = 1_000;

/** The root module's components; more are refused in the same way. */
export const maxComponents = 5_000;

export const ComponentId = z.string().max(maxComponentIdLength);
