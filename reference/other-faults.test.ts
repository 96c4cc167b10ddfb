import { everySecondFaultIsCaught } from './faults-caught.fixture.ts';

everySecondFaultIsCaught(1);
