/** What is offered beside the address: problems block, advice does not, suggestions complete it with one click. */
import type { AddressAdvice, AddressJudgement, AddressProblem } from '../../../shared/setup/address';
import { t } from '../../words/t';

export interface OfferedAddress {
  readonly url: string;
  /** The products that take samples there: `Prometheus, VictoriaMetrics`; empty where only the scheme is completed. */
  readonly products: string;
}

/** Products that share an address share a button. */
export function offersOf({ suggestions }: AddressJudgement): readonly OfferedAddress[] {
  const offers = new Map<string, string[]>();
  for (const { url, product } of suggestions) {
    const products = offers.get(url) ?? [];
    if (product !== undefined) products.push(t(`product-${product}`));
    offers.set(url, products);
  }
  return [...offers].map(([url, products]) => ({ url, products: products.join(', ') }));
}

export function problemText(problem: AddressProblem): string {
  return t(`address-${problem}`);
}

/** The advice that the suggestions belong to stands last, right above them. */
export function adviceTexts(
  advice: readonly AddressAdvice[],
): readonly { readonly id: AddressAdvice; readonly text: string }[] {
  const isAboutPath = (id: AddressAdvice): number => Number(/^(path-|looks-)/.test(id));
  return advice.toSorted((a, b) => isAboutPath(a) - isAboutPath(b)).map((id) => ({ id, text: t(`advice-${id}`) }));
}
