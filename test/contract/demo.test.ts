import { describeConfigFileContract } from './config-file.contract';
import { makeDemo } from './demo-under-test';
import { describeFoldersContract } from './folders.contract';
import { countPromises } from './harness';
import { describeLockContract } from './lock.contract';
import { describeFactsContract, describeLogContract, describeProcessesContract } from './observers.contract';
import { describeServiceContract } from './service.contract';

countPromises('the demo machine');

describeFactsContract('demo', makeDemo);
describeServiceContract('demo', makeDemo);
describeConfigFileContract('demo', makeDemo);
describeFoldersContract('demo', makeDemo);
describeProcessesContract('demo', makeDemo);
describeLockContract('demo', makeDemo);
describeLogContract('demo', makeDemo);
