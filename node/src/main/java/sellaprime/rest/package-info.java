/**
 * The REST interface of a node: a request is read, handed to the gateway, and its answer rendered.
 *
 * <p><b>The way of a request.</b> {@link sellaprime.rest.ExchangeHandler} takes it from Jetty,
 * reads its body within bounds and keeps its answer in memory; Jersey finds the resource; the
 * resource delegates to {@link sellaprime.grid.gateway.Gateway}. Whatever goes wrong, on any of
 * these levels, becomes an RFC 9457 problem: {@link sellaprime.rest.ErrorMapper} for Jersey, {@link
 * sellaprime.rest.ProblemHandler} for Jetty.
 *
 * <p><b>Guarantees.</b> No thread waits for a job, nor for a slow client: bodies are read and
 * answers written asynchronously. What a client can make the server hold is bounded: bodies, URIs,
 * headers, waits, event streams and connections.
 *
 * <p><b>Not guaranteed.</b> That a client hears an answer: whoever loses the connection asks again,
 * with the job's id, at any node.
 */
@NullMarked
package sellaprime.rest;

import org.jspecify.annotations.NullMarked;
