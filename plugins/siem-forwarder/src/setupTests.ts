import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages are loaded on demand, and continuous integration shares its processors.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);
