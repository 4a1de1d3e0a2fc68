/** The contract suites over the real module with its own adapters. */
import { describeConfigFileContract } from '../contract/config-file.contract';
import { describeLockContract } from '../contract/lock.contract';
import { useWineMachine } from './wine-under-test';

const { makeForSuite } = useWineMachine();

describeConfigFileContract('PowerShell 7 for Windows under Wine', makeForSuite);
describeLockContract('PowerShell 7 for Windows under Wine', makeForSuite);
