// Package interop_test tries csdlgen on a server that is not ours: SAP CAP, with the model in service/. The tests start
// it on the loopback, compare its metadata with the one that the package workshop is generated from, and call
// everything that the service has. Where the server has its own way, the test says so in a comment that begins with
// "CAP", and README.md lists it.
package interop_test

// This file starts and stops the server, and has the helpers of the other files.

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/csdlgen/csdlgen/interop/workshop"
	"github.com/csdlgen/csdlgen/odata"
)

// The longest that the server may take to start, and all tests together.
const (
	startTimeout = time.Minute
	testTimeout  = 4 * time.Minute
)

// service is a client of the server, and its root URL.
type service struct {
	*workshop.Client
	root string
}

// TestService starts the server once for all.
func TestService(t *testing.T) {
	c := startService(t)
	for _, test := range []struct {
		name string
		run  func(*testing.T, *service)
	}{
		{"metadata", testMetadata},
		{"generate", testGenerate},
		{"generate everything", testGenerateEverything},
		{"deep insert", testDeepInsert},
		{"refused creates", testRefusedCreates},
		{"keys", testKeys},
		{"changes", testChanges},
		{"replace", testReplace},
		{"deep update", testDeepUpdate},
		{"contained", testContained},
		{"preferences", testPreferences},
		{"properties", testProperties},
		{"references", testReferences},
		{"singleton", testSingleton},
		{"values", testValues},
		{"large numbers", testLargeNumbers},
		{"timestamps", testTimestamps},
		{"filters", testFilters},
		{"filter functions", testFilterFunctions},
		{"literals", testLiterals},
		{"query options", testQueryOptions},
		{"expand", testExpand},
		{"pages", testPages},
		{"what no schema says", testEscapeHatch},
		{"actions", testActions},
		{"parameters", testParameters},
		{"functions", testFunctions},
		{"errors", testErrors},
		{"throttled", testThrottled},
		{"streams", testStreams},
		{"broken upload", testBrokenUpload},
		{"twin in memory", testTwin},
		{"batch", testBatch},
		{"batch failures", testBatchFailures},
		{"large batch", testLargeBatch},
		{"ways of CAP", testWaysOfCAP},
		{"whole stream for a range", testWholeStreamForRange},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, c) })
	}
}

// startService starts a server that ends with the test, with further variables in its environment. It skips the test
// where there is no Node, or what the server needs is not installed.
func startService(t *testing.T, environment ...string) *service {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("skipped: node is not installed")
	}
	if _, err := os.Stat(filepath.Join("service", "node_modules", ".package-lock.json")); err != nil {
		t.Skip("skipped: the server is not installed; make interop does that")
	}
	ctx, cancel := context.WithTimeout(context.Background(), testTimeout)
	cmd := exec.CommandContext(ctx, node, "server.js")
	cmd.Dir = "service"
	cmd.Env = append(append(os.Environ(), "NODE_ENV="), environment...) // CAP has other defaults in production
	cmd.WaitDelay = 10 * time.Second
	var log logBuffer
	cmd.Stderr = &log
	stdin, err1 := cmd.StdinPipe() // held open: the server ends when this process does
	stdout, err2 := cmd.StdoutPipe()
	if err := errors.Join(err1, err2, cmd.Start()); err != nil {
		cancel()
		t.Fatalf("starting the server: %v", err)
	}
	t.Cleanup(func() {
		stdin.Close()
		cancel()
		_ = cmd.Wait() // it was killed
		if t.Failed() {
			t.Logf("the server's log:\n%s", log.String())
		}
	})
	root := readAddress(t, stdout) + "/odata/v4/workshop"
	client, err := workshop.NewClient(root)
	if err != nil {
		t.Fatal(err)
	}
	return &service{client, root}
}

// readAddress reads the line that the server writes when it is ready.
func readAddress(t *testing.T, stdout io.Reader) string {
	t.Helper()
	line := make(chan string, 1)
	go func() {
		s := bufio.NewScanner(stdout)
		s.Scan()
		line <- s.Text()
	}()
	select {
	case address := <-line:
		if address == "" {
			t.Fatal("the server ended without an address")
		}
		return address
	case <-time.After(startTimeout):
		t.Fatalf("the server did not start within %v", startTimeout)
	}
	return ""
}

// logBuffer is a buffer that can be read while the server writes to it.
type logBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *logBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// A doer is a request with a result, a sender one without.
type doer[R any] interface {
	Do(context.Context) (R, error)
}

type sender interface {
	Do(context.Context) error
}

// do sends a request that has to succeed.
func do[R any](t *testing.T, request doer[R]) R {
	t.Helper()
	result, err := request.Do(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// send sends a request without a result that has to succeed.
func send(t *testing.T, request sender) {
	t.Helper()
	if err := request.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// refused returns the service's error to a request.
func refused[R any](t *testing.T, request doer[R]) *odata.Error {
	t.Helper()
	_, err := request.Do(t.Context())
	return serviceError(t, err)
}

func serviceError(t *testing.T, err error) *odata.Error {
	t.Helper()
	var e *odata.Error
	if !errors.As(err, &e) {
		t.Fatalf("the error is %v, and none of the service", err)
	}
	return e
}

// equal fails the test where got is not want.
func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// is fails the test where an optional value is not want.
func is[T any](t *testing.T, what string, got odata.Opt[T], want T) {
	t.Helper()
	if !reflect.DeepEqual(got, odata.Some(want)) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}
