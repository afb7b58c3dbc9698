package generator

// This file does many small things to files at once: a disk and a system have more to give than one after the other
// takes.

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// each calls f with the numbers below n, several at a time, and returns the error of the lowest that has one.
func each(n int, f func(i int) error) error {
	errs := make([]error, n)
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				errs[i] = f(i)
			}
		})
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
