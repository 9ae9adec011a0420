/** The owner's pages: asks whether somebody is signed in, then shows what the address names. */
import { render } from 'preact';
import { followLanguage } from '../lang';
import { App } from './App';
import { askOwner } from './owner';
import { documentTitle } from './parts/PageHead';
import { followHistory } from './router';
import './styles/index.css';

followLanguage(documentTitle);
followHistory();
void askOwner();
render(<App />, document.getElementById('app')!);
