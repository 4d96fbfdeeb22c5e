package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"net/url"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"shortlist/parser/sandbox"
	"shortlist/prep"
	"shortlist/scorer"
	"shortlist/web"

	"github.com/alecthomas/kong"
	"github.com/prometheus/client_golang/prometheus"
)

// Bounds on how long a client may take; a whole upload of 10 MB fits into
// readTimeout at 3 Mbit/s.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 30 * time.Second
	writeTimeout  = 60 * time.Second
	idleTimeout   = 2 * time.Minute
	drainTimeout  = 10 * time.Second // for requests under way at shutdown
)

type serveCommand struct {
	Config     kong.ConfigFlag `placeholder:"FILE" env:"SHORTLIST_CONFIG" help:"File with settings: YAML, the name of a flag and its value on each line."`
	Addr       string          `default:":8080" env:"SHORTLIST_ADDR" help:"Address to listen on (default: ${default})."`
	PublicURL  string          `name:"public-url" placeholder:"URL" env:"SHORTLIST_PUBLIC_URL" help:"Where the service is reached from outside, as search engines are told; by default what a request was sent to."`
	Proxies    []string        `placeholder:"NETWORK" env:"SHORTLIST_PROXIES" help:"Proxies in front, as addresses or networks: they say whom they ask for."`
	Drain      time.Duration   `default:"0s" env:"SHORTLIST_DRAIN" help:"Time between saying at /readyz that it ends and taking no more requests (default: ${default})."`
	LogFormat  string          `enum:"text,json" default:"text" env:"SHORTLIST_LOG_FORMAT" help:"Log: one line of text or of json a request (${enum})."`
	DebugAddr  string          `placeholder:"ADDR" env:"SHORTLIST_DEBUG_ADDR" help:"Address for profiles of Go's pprof, such as localhost:6060; none if it is not given."`
	jobsFlags  `embed:""`
	limitFlags `embed:"" group:"Limits"`
	natsFlags  `embed:"" group:"Several nodes"`
}

// Validate refuses what no service could run with. Kong calls it.
func (c *serveCommand) Validate() error {
	return cmp.Or(c.limitFlags.Validate(), c.jobsFlags.Validate())
}

// Run serves until the process is told to stop, then lets requests under way finish.
func (c *serveCommand) Run(t *terminal, flags *kong.Context) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	log := slog.New(slog.NewTextHandler(t.err, nil))
	if c.LogFormat == "json" {
		log = slog.New(slog.NewJSONHandler(t.err, nil))
	}

	// The server reads nothing itself, so that little of its memory is lasting;
	// collecting twice as often costs it little.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50)
	}
	if err := withoutCores(); err != nil {
		log.Warn("a crash may leave resumes in a core dump", "error", err)
	}
	public, err := publicURL(c.PublicURL)
	if err != nil {
		return err
	}
	logSettings(log, flags.Selected().Flags)
	work := c.readers()
	work.Log, work.Compiling = log, t.compiling
	readers, err := sandbox.New(work)
	if err != nil {
		return err
	}
	defer readers.Close()
	config := web.Config{
		Log: log, Reader: readers, PublicURL: public, Proxies: c.Proxies, Metrics: []prometheus.Collector{readerMetrics{readers}},
	}
	c.apply(&config)
	leaveCluster, err := c.join(&config, log)
	if err != nil {
		return err
	}
	defer leaveCluster()
	if config.Scorer, err = scorer.New(); err != nil {
		return err
	}
	jobs, closeJobs, err := c.open(ctx, log, config.Scorer)
	if err != nil {
		return err
	}
	defer closeJobs()
	config.Jobs = jobs
	handler, err := newHandler(config)
	if err != nil {
		return err
	}
	defer handler.Close()
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w; choose another address with --addr", c.Addr, err)
	}
	fmt.Fprintln(t.out, "shortlist:", openURL(listener.Addr()))
	if c.DebugAddr != "" {
		if err := serveProfiles(c.DebugAddr); err != nil {
			return err
		}
	}
	leave := func() {
		handler.Leave()
		time.Sleep(c.Drain)
	}
	return serve(ctx, stop, leave, listener, &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	})
}

// publicURL checks an address as it is given and returns it without its last slash.
func publicURL(address string) (string, error) {
	u, err := url.Parse(address)
	if address != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery+u.Fragment != "") {
		return "", fmt.Errorf("--public-url %s is no address of a site; give one such as https://resumes.example.com", address)
	}
	return strings.TrimSuffix(address, "/"), nil
}

// newHandler completes the configuration and makes the service of it.
func newHandler(c web.Config) (*web.Server, error) {
	if c.Scorer == nil {
		s, err := scorer.New()
		if err != nil {
			return nil, err
		}
		c.Scorer = s
	}
	library, err := prep.Load(c.Scorer.Rules())
	if err != nil {
		return nil, err
	}
	c.Library, c.Version = library, currentBuild().name()
	return web.New(c)
}

// serveProfiles serves the profiles of the process at an address of its own,
// which no visitor should reach.
func serveProfiles(addr string) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w; choose another address with --debug-addr", addr, err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	go func() { _ = (&http.Server{Handler: mux, ReadHeaderTimeout: headerTimeout}).Serve(listener) }()
	return nil
}

// serve runs the server until ctx ends. It calls stop then, so that a second
// signal ends the process at once, and leave before it takes no more requests.
func serve(ctx context.Context, stop, leave func(), listener net.Listener, server *http.Server) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("the web service ended: %w", err)
	case <-ctx.Done():
	}
	stop()
	leave()
	drain, cancel := context.WithTimeout(context.Background(), drainTimeout)
	defer cancel()
	if err := server.Shutdown(drain); errors.Is(err, context.DeadlineExceeded) {
		return server.Close()
	} else if err != nil {
		return fmt.Errorf("shut down: %w", err)
	}
	return nil
}

// openURL returns what to type into a browser on the same machine.
func openURL(addr net.Addr) string {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return "http://" + addr.String()
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}
