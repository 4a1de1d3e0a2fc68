import { Button } from '@fluentui/react-components';
import { Component, type ReactNode } from 'react';
import { ErrorNote } from '../parts/ErrorNote';
import { PageHead } from '../parts/PageHead';
import { t } from '../words/t';

interface PageBoundaryProps {
  readonly children: ReactNode;
}

interface PageBoundaryState {
  readonly error: Error | undefined;
}

/** Keeps a mistake of ours in one page from taking the window with it. React has no hook for this. */
export class PageBoundary extends Component<PageBoundaryProps, PageBoundaryState> {
  override state: PageBoundaryState = { error: undefined };

  static getDerivedStateFromError(error: unknown): PageBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div>
        <PageHead title={t('failed-title')} />
        <ErrorNote
          isNews
          sentence={{ happened: t('failed-text') }}
          evidence={error.stack ?? error.message}
          actions={<Button onClick={() => this.setState({ error: undefined })}>{t('failed-again')}</Button>}
        />
      </div>
    );
  }
}
