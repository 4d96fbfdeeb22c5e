package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os/signal"
	"syscall"
	"time"

	"shortlist/parser"
	"shortlist/parser/sandbox"
	"shortlist/prep"
	"shortlist/scorer"
	"shortlist/web"
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
	Addr string `default:":8080" help:"Address to listen on (default: ${default})."`
}

// Run serves until the process is told to stop, then lets requests under way finish.
func (c *serveCommand) Run(t *terminal) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	log := slog.New(slog.NewTextHandler(t.err, nil))

	readers, err := sandbox.New(sandbox.Config{Log: log, Compiling: t.compiling})
	if err != nil {
		return err
	}
	defer readers.Close()
	handler, err := newHandler(log, readers)
	if err != nil {
		return err
	}
	defer handler.Close()
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w; choose another address with --addr", c.Addr, err)
	}
	fmt.Fprintln(t.out, "shortlist:", openURL(listener.Addr()))
	return serve(ctx, stop, listener, &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	})
}

func newHandler(log *slog.Logger, readers web.Reader) (*web.Server, error) {
	s, err := scorer.New()
	if err != nil {
		return nil, err
	}
	library, err := prep.Load(s.Rules())
	if err != nil {
		return nil, err
	}
	return web.New(web.Config{
		Log:     log,
		Scorer:  s,
		Library: library,
		Reader:  readers,
		Limits:  parser.DefaultLimits(),
		Version: currentBuild().name(),
	})
}

// serve runs the server until ctx ends. It calls stop then, so that a second
// signal ends the process at once.
func serve(ctx context.Context, stop func(), listener net.Listener, server *http.Server) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("the web service ended: %w", err)
	case <-ctx.Done():
	}
	stop()
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
