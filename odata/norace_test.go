//go:build !race

package odata

// raceDetected says that the race detector runs, under which more is allocated than otherwise.
const raceDetected = false
