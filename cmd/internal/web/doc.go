// Package web is the classifier as a local page and a JSON API, for the people
// and programs of one machine.
//
//	listener, err := web.Listen("127.0.0.1:7117") // loopback, or an error
//	server := web.New(web.Options{Reader: reader})
//	err = server.Serve(ctx, listener) // until ctx ends, then what is under way
//
// What a request may cost is bounded in bytes, in readings at once and in time;
// what it sends is read, answered and forgotten. The page is made of the files
// in assets/, the API is described in assets/openapi.yaml.
package web
