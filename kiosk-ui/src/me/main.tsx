/** `/me`: a member's own page, on the member's device or at a counter. */
import { render } from 'preact';
import { readCounter } from '../address';
import { followLanguage } from '../lang';
import { holdCounter } from './hold-counter';
import { MePage } from './MePage';
import { load } from './state';
import { words } from './words';
import './me.css';

const counter = readCounter(location.search);

followLanguage(() => words.value.pageTitle);
if (counter !== null) holdCounter(counter);
void load(counter?.sessionId ?? null);
render(<MePage counter={counter} />, document.getElementById('app')!);
