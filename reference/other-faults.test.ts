import { everySecondCompanyIsCaught } from './faults-caught.fixture.ts';

everySecondCompanyIsCaught(1);
