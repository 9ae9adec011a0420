import { AuditPage } from './pages/audit/AuditPage';
import { DevicesPage } from './pages/devices/DevicesPage';
import { MemberPage } from './pages/members/MemberPage';
import { MembersPage } from './pages/members/MembersPage';
import { NotFoundPage } from './pages/NotFoundPage';
import { NewProductPage } from './pages/products/NewProductPage';
import { ProductPage } from './pages/products/ProductPage';
import { ProductsPage } from './pages/products/ProductsPage';
import { ReportsPage } from './pages/reports/ReportsPage';
import { SystemPage } from './pages/system/SystemPage';
import { TodayPage } from './pages/today/TodayPage';
import { TransactionPage } from './pages/transactions/TransactionPage';
import { TransactionsPage } from './pages/transactions/TransactionsPage';
import { place } from './router';
import { routeOf } from './routes';

/** Another address is another page: nothing of one stays for the next. */
export function CurrentPage() {
  const { path } = place.value;
  const route = routeOf(path);
  switch (route.page) {
    case 'today':
      return <TodayPage />;
    case 'products':
      return <ProductsPage />;
    case 'new-product':
      return <NewProductPage />;
    case 'product':
      return <ProductPage key={path} id={route.id} />;
    case 'members':
      return <MembersPage />;
    case 'member':
      return <MemberPage key={path} id={route.id} />;
    case 'transactions':
      return <TransactionsPage />;
    case 'transaction':
      return <TransactionPage key={path} id={route.id} />;
    case 'reports':
      return <ReportsPage />;
    case 'audit':
      return <AuditPage />;
    case 'devices':
      return <DevicesPage />;
    case 'system':
      return <SystemPage />;
    default:
      return <NotFoundPage />;
  }
}
