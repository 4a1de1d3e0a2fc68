import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { App } from './app/App';
import './app/page.css';

// The policy lets in only styles that carry the nonce of this load.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
const styles = createDOMRenderer(document, { styleElementAttributes: { nonce } });

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <RendererProvider renderer={styles} targetDocument={document}>
        <App />
      </RendererProvider>
    </StrictMode>,
  );
}
