package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/apache/beam/sdks/v2/go/container/tools"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/artifact"
	fnpb "github.com/apache/beam/sdks/v2/go/pkg/beam/model/fnexecution_v1"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/util/grpcx"
)

// bootFlags are those that a runner starts the command of a PROCESS environment
// with (Beam's container contract, https://s.apache.org/beam-fn-api-container-contract).
type bootFlags struct {
	id        string
	provision string
}

// boot is what Beam's own container does: it fetches the program that was
// staged with the job, and becomes its worker. A machine therefore needs any
// rolebeam to start from, and the job runs with the one that submitted it.
func boot(ctx context.Context, f bootFlags) error {
	id := strings.Trim(f.id, "'") // Prism quotes it for a shell that there is not
	ctx = grpcx.WriteWorkerID(ctx, id)
	info, err := tools.ProvisionInfo(ctx, f.provision)
	if err != nil {
		return fmt.Errorf("asking %s what to run: %w", f.provision, err)
	}
	dir, err := os.MkdirTemp("", "rolebeam-worker-")
	if err != nil {
		return err
	}
	program, err := fetch(ctx, info, dir)
	if err != nil {
		os.RemoveAll(dir)
		return fmt.Errorf("fetching the program of the job: %w", err)
	}
	options, err := tools.ProtoToJSON(info.GetPipelineOptions())
	if err != nil {
		return err
	}
	os.Setenv(stagedEnv, program)
	os.Setenv("RUNNER_CAPABILITIES", strings.Join(info.GetRunnerCapabilities(), " "))
	if status := info.GetStatusEndpoint().GetUrl(); status != "" {
		os.Setenv("STATUS_ENDPOINT", status)
	}
	// In place of this process, so that the runner that ends it ends the worker.
	return syscall.Exec(program, []string{
		program, "--worker=true", "--id=" + id, "--logging_endpoint=" + info.GetLoggingEndpoint().GetUrl(),
		"--control_endpoint=" + info.GetControlEndpoint().GetUrl(), "--options=" + options,
	}, os.Environ())
}

// stagedEnv names the program that boot fetched to the worker that it becomes.
const stagedEnv = "ROLEBEAM_STAGED_PROGRAM"

// removeStaged removes the file that this worker was started from, which is
// hundreds of megabytes, and is not needed once it runs.
func removeStaged() {
	if program := os.Getenv(stagedEnv); program != "" {
		os.Remove(program)
		os.Remove(filepath.Dir(program)) // made for it alone
	}
}

// fetch gets the staged program, checked against its hash, into dir.
func fetch(ctx context.Context, info *fnpb.ProvisionInfo, dir string) (path string, err error) {
	ctx = artifact.WithArtifactValidation(ctx, true)
	files, err := artifact.Materialize(ctx, info.GetArtifactEndpoint().GetUrl(), info.GetDependencies(), info.GetRetrievalToken(), dir)
	if err != nil {
		return "", err
	}
	for _, f := range files {
		if len(files) == 1 || f.GetRoleUrn() == artifact.URNGoWorkerBinaryRole {
			name, _ := artifact.MustExtractFilePayload(f)
			path := filepath.Join(dir, name)
			return path, os.Chmod(path, 0o755)
		}
	}
	return "", errors.New("the job has none")
}
