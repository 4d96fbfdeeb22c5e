package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"regexp"
	"slices"
	"time"

	"github.com/alecthomas/kong"
	"github.com/goccy/go-yaml"

	"shortlist/parser/sandbox"
	"shortlist/web"
)

// limitFlags bound what the service takes; doc/operate.md says how to choose them.
type limitFlags struct {
	Workers    int           `placeholder:"N" env:"SHORTLIST_WORKERS" help:"Processes that read documents; by default one for each core."`
	Deadline   time.Duration `default:"5s" env:"SHORTLIST_DEADLINE" help:"Time for a document, after which its process is ended (default: ${default})."`
	Memory     int64         `default:"512" placeholder:"MB" env:"SHORTLIST_MEMORY" help:"Memory at which such a process is ended, in MB (default: ${default})."`
	ReportTTL  time.Duration `name:"report-ttl" default:"1h" env:"SHORTLIST_REPORT_TTL" help:"How long a report is kept in memory (default: ${default})."`
	MaxReports int           `name:"max-reports" default:"500" placeholder:"N" env:"SHORTLIST_MAX_REPORTS" help:"Reports kept at once, the oldest goes first (default: ${default})."`
	Burst      int           `default:"300" placeholder:"N" env:"SHORTLIST_BURST" help:"Uploads that an address may send at once; then one a second (default: ${default})."`
}

// Validate refuses limits that no service could run with.
func (f limitFlags) Validate() error {
	switch {
	case f.Workers < 0 || f.Workers > maxJobs:
		return fmt.Errorf("--workers %d is out of range; there are between 1 and %d", f.Workers, maxJobs)
	case f.Deadline < 100*time.Millisecond:
		return fmt.Errorf("--deadline %s is too short; a document takes up to a second", f.Deadline)
	case f.Memory < 128:
		return fmt.Errorf("--memory %d is too little; a process that reads documents needs 128 MB", f.Memory)
	case f.ReportTTL < time.Minute:
		return fmt.Errorf("--report-ttl %s is too short; people need a minute at least", f.ReportTTL)
	case f.MaxReports < 1 || f.Burst < 1:
		return fmt.Errorf("--max-reports and --burst are 1 at least")
	}
	return nil
}

func (f limitFlags) readers() sandbox.Config {
	return sandbox.Config{Workers: f.Workers, Deadline: f.Deadline, Memory: f.Memory << 20}
}

func (f limitFlags) apply(c *web.Config) {
	c.ReportTTL, c.MaxReports, c.Traffic.Burst = f.ReportTTL, f.MaxReports, f.Burst
}

// settings are the flags of serve as a file of YAML gives them: the name of a
// flag and its value on each line. The command line and the environment go
// before it.
type settings map[string]any

func loadSettings(r io.Reader) (kong.Resolver, error) {
	var s settings
	if err := yaml.NewDecoder(r).Decode(&s); err != nil && err != io.EOF {
		return nil, fmt.Errorf("--config: %w", err)
	}
	return s, nil
}

// Validate refuses a setting that is no flag, which else would be missed in silence.
func (s settings) Validate(app *kong.Application) error {
	for name := range s {
		known := false
		for _, command := range app.Children {
			known = known || command.Name == "serve" && slices.ContainsFunc(command.Flags, func(f *kong.Flag) bool { return f.Name == name && name != "config" })
		}
		if !known {
			return fmt.Errorf(`--config: there is no setting %q; run "shortlist serve --help" to see them`, name)
		}
	}
	return nil
}

// Resolve implements kong.Resolver. Kong asks it for flags that the environment
// has set, too.
func (s settings) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	for _, name := range flag.Envs {
		if _, ok := os.LookupEnv(name); ok {
			return nil, nil
		}
	}
	return s[flag.Name], nil
}

// logSettings says what the service runs with. An address goes without the
// password that may be in it.
func logSettings(log *slog.Logger, flags []*kong.Flag) {
	var args []any
	for _, f := range flags {
		if value := withoutPassword(fmt.Sprint(f.Target.Interface())); value != "" && value != "[]" {
			args = append(args, f.Name, value)
		}
	}
	log.Info("settings", args...)
}

// userOf is who and with which secret, in an address.
var userOf = regexp.MustCompile(`://[^/@,\s]*@`)

func withoutPassword(value string) string { return userOf.ReplaceAllString(value, "://xxxxx@") }
