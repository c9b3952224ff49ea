package web

import (
	"fmt"
	"net"
	"net/netip"
	"strings"
)

// Listen listens on an address of this machine's loopback, HOST:PORT with an IP
// address or localhost as host; port 0 is any that is free. Any other address
// is an error: what is served is for this machine alone.
func Listen(addr string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("address %q: write HOST:PORT", addr)
	}
	ip, ok := loopback(host)
	if !ok {
		return nil, fmt.Errorf("address %q: not of the loopback; use localhost, an address from 127.0.0.0/8, or [::1]", addr)
	}
	return net.Listen("tcp", net.JoinHostPort(ip.String(), port))
}

// loopback returns the loopback address that a host names. Names other than
// localhost are not looked up: what they mean is up to others.
func loopback(host string) (netip.Addr, bool) {
	if strings.EqualFold(host, "localhost") {
		return netip.AddrFrom4([4]byte{127, 0, 0, 1}), true
	}
	ip, err := netip.ParseAddr(host)
	return ip, err == nil && ip.Zone() == "" && ip.Unmap().IsLoopback()
}
