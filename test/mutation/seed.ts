import fc from 'fast-check'

// The same few random cases for every fault: what is noticed is noticed again.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 1, numRuns: 25 })
