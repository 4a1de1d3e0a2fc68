import { describeConfigFileContract } from './config-file.contract';
import { makeDemo } from './demo-under-test';
import { describeFoldersContract } from './folders.contract';
import { describeLockContract } from './lock.contract';
import { describeFactsContract, describeLogContract, describeProcessesContract } from './observers.contract';
import { describeServiceContract } from './service.contract';

describeFactsContract('demo', makeDemo);
describeServiceContract('demo', makeDemo);
describeConfigFileContract('demo', makeDemo);
describeFoldersContract('demo', makeDemo);
describeProcessesContract('demo', makeDemo);
describeLockContract('demo', makeDemo);
describeLogContract('demo', makeDemo);
