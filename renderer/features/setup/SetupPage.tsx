import { PageHead } from '../../parts/PageHead';
import { t } from '../../words/t';

export function SetupPage(props: { readonly onOverview: () => void }) {
  return <PageHead title={t('setup-title')} sub={<button type="button" onClick={props.onOverview} />} />;
}
