import { useSidebarOpenState } from '@backstage/core-components';
import { Link } from 'react-router-dom';
import { LogoMark } from './LogoMark';
import styles from './SidebarLogo.module.css';

/** Name of the portal; leads home. */
export function SidebarLogo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link to="/" className={styles.logo} aria-label="SIEM Forwarder, home">
      <LogoMark />
      {isOpen && <span>SIEM Forwarder</span>}
    </Link>
  );
}
