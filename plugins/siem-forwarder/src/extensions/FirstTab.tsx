import { ReactNode } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';

/**
 * Leads from a page to its first tab, and keeps the query: the page's own
 * redirect drops it, and with it the filters of a link.
 */
export function FirstTab(props: { path: string; children: ReactNode }) {
  const { search, hash } = useLocation();
  return (
    <Routes>
      <Route
        index
        element={
          <Navigate to={{ pathname: props.path, search, hash }} replace />
        }
      />
      <Route path="*" element={props.children} />
    </Routes>
  );
}
