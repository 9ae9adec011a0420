/** `/receipt/{receipt_key}`: one sale, for whoever has its address, to be kept or printed. */
import { render } from 'preact';
import { readCounter } from '../address';
import { followLanguage } from '../lang';
import { ReceiptPage } from './ReceiptPage';
import { words } from './words';
import './receipt.css';

const key = location.pathname.split('/')[2] ?? '';

followLanguage(() => words.value.pageTitle);
render(
  <ReceiptPage receiptKey={key} counter={readCounter(location.search)} />,
  document.getElementById('app')!,
);
