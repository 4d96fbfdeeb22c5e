package main

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// parseServe reads flags of serve as the program does.
func parseServe(t *testing.T, args ...string) (*serveCommand, *kong.Context, error) {
	t.Helper()
	var c commands
	parser, err := kong.New(&c, kong.Configuration(loadSettings))
	if err != nil {
		t.Fatal(err)
	}
	ctx, err := parser.Parse(append([]string{"serve"}, args...))
	return &c.Serve, ctx, err
}

func settingsFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "settings.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// The command line goes before the environment, that before the file, and the
// file before what holds if nothing is said.
func TestSettingsOrder(t *testing.T) {
	path := settingsFile(t, "workers: 2\nburst: 20\nreport-ttl: 30m\nproxies: [192.0.2.1, 198.51.100.0/24]\n")
	t.Setenv("SHORTLIST_WORKERS", "3")
	t.Setenv("SHORTLIST_BURST", "30")
	c, _, err := parseServe(t, "--config", path, "--workers", "4")
	if err != nil {
		t.Fatal(err)
	}
	if c.Workers != 4 || c.Burst != 30 || c.ReportTTL.Minutes() != 30 || c.MaxReports != 500 || len(c.Proxies) != 2 {
		t.Errorf("workers %d, burst %d, report-ttl %s, max-reports %d, proxies %q", c.Workers, c.Burst, c.ReportTTL, c.MaxReports, c.Proxies)
	}
}

func TestSettingsRefused(t *testing.T) {
	for text, want := range map[string]string{
		"wrkers: 1":       `no setting "wrkers"`,
		"config: a.yaml":  `no setting "config"`,
		"workers: -1":     "--workers -1 is out of range",
		"memory: 1":       "--memory 1 is too little",
		"deadline: 1ms":   "--deadline 1ms is too short",
		"report-ttl: 1s":  "--report-ttl 1s is too short",
		"max-reports: -1": "--max-reports and --burst are 1 at least",
		"{":               "--config",
	} {
		if _, _, err := parseServe(t, "--config", settingsFile(t, text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gives the error %v, want %q in it", text, err, want)
		}
	}
}

func TestSettingsAreLoggedWithoutPasswords(t *testing.T) {
	_, ctx, err := parseServe(t, "--public-url", "https://user:secret@resumes.example.com", "--workers", "2", "--nats", "nats://secret@n1:4222,tls://me:secret@n2:4222")
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	logSettings(slog.New(slog.NewTextHandler(&log, nil)), ctx.Selected().Flags)
	if got := log.String(); strings.Contains(got, "secret") || !strings.Contains(got, "resumes.example.com") || !strings.Contains(got, "workers=2") || !strings.Contains(got, "n2:4222") {
		t.Errorf("the log says %s", got)
	}
}
