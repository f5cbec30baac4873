//! `PlainSocketImpl`, `AbstractPlainSocketImpl` and `SocketCleanable`.

use super::blocked::{self, Close, interruptible, wait};
use super::plain::{
    bind, closed, descriptor_of, failure, get_option, local_address, new_socket, open_descriptor,
    open_fd, port_of, set_option, socket_exception, socket_failure, socket_option, uses_ipv6,
};
use crate::model::{Throw, VmException};
use crate::native::nio_ch::options::{pending_error, set_int_option};
use crate::native::nio_ch::{accept_one, endpoint, from_endpoint};
use crate::native::platform::{ask, fd_of, get, put, put_ref, set_fd};
use crate::native::primitive::Primitive;
use crate::native::support::nothing;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use os::host::{Endpoint, Fd, HostError, HostResult, Source};

const CLASS: &str = "java/net/PlainSocketImpl";
const ADDRESS: &str = "Ljava/net/InetAddress;";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "initProto", "()V", init),
    native(CLASS, "socketCreate", "(ZZ)V", create),
    native(CLASS, "socketConnect", "(Ljava/net/InetAddress;II)V", connect),
    native(CLASS, "socketBind", "(Ljava/net/InetAddress;I)V", socket_bind),
    native(CLASS, "socketListen", "(I)V", listen),
    native(CLASS, "socketAccept", "(Ljava/net/SocketImpl;)V", accept),
    native(CLASS, "socketAvailable", "()I", available),
    native(CLASS, "socketClose0", "(Z)V", close),
    native(CLASS, "socketShutdown", "(I)V", shutdown),
    native(CLASS, "socketSetOption0", "(IZLjava/lang/Object;)V", set_socket_option),
    native(CLASS, "socketGetOption", "(ILjava/lang/Object;)I", socket_option_of),
    native(CLASS, "socketSendUrgentData", "(I)V", send_urgent),
    native("java/net/AbstractPlainSocketImpl", "isReusePortAvailable0", "()Z", yes),
    native("java/net/AbstractPlainDatagramSocketImpl", "isReusePortAvailable0", "()Z", yes),
    native("java/net/SocketCleanable", "cleanupClose0", "(I)V", clean_up),
    native("java/net/SocketInputStream", "init", "()V", nothing),
    native("java/net/SocketOutputStream", "init", "()V", nothing),
];

fn yes(_: &JavaThread) -> Result<bool, Throw> {
    Ok(true)
}

/// Sockets are closed under threads that wait for them: see `blocked`.
fn init(_: &JavaThread) -> Result<(), Throw> {
    os::host::install_wake_signal()
        .map_err(|error| Throw::new(VmException::Internal, error.to_string()))
}

fn create(t: &JavaThread, this: Handle, stream: bool, server: bool) -> Result<(), Throw> {
    let ipv6 = uses_ipv6(t)?;
    let descriptor = descriptor_of(t, this);
    if descriptor.is_null() {
        return Err(socket_exception("null fd object"));
    }
    let kind = if stream { libc::SOCK_STREAM } else { libc::SOCK_DGRAM };
    let fd = ask(t, |host| new_socket(host, ipv6, kind))
        .map_err(|error| socket_failure("can't create socket", &error))?;
    let prepared = ask(t, |host| -> HostResult<()> {
        if ipv6 {
            set_int_option(host, fd, libc::IPPROTO_IPV6, libc::IPV6_V6ONLY, 0)?;
        }
        if server {
            // Accepting waits first: another process may take the connection.
            host.set_blocking(fd, false)?;
            set_int_option(host, fd, libc::SOL_SOCKET, libc::SO_REUSEADDR, 1)?;
        }
        Ok(())
    });
    if let Err(error) = prepared {
        ask(t, |host| host.close(fd)).map_err(|error| socket_failure("close", &error))?;
        return Err(socket_failure("can't create socket", &error));
    }
    set_fd(t, descriptor, fd)
}

/// What a connection that did not come about is in Java.
fn connect_failure(error: &HostError) -> Throw {
    let (class, what) = match error.errno() {
        libc::EINVAL => {
            return socket_exception("Invalid argument or cannot assign requested address");
        }
        libc::EPROTO => ("java/net/ProtocolException", "Protocol error"),
        libc::ECONNREFUSED => ("java/net/ConnectException", "Connection refused"),
        libc::ETIMEDOUT => ("java/net/ConnectException", "Connection timed out"),
        libc::EHOSTUNREACH => ("java/net/NoRouteToHostException", "Host unreachable"),
        libc::EADDRNOTAVAIL => ("java/net/NoRouteToHostException", "Address not available"),
        libc::EISCONN | libc::EBADF => return closed(),
        _ => ("java/net/SocketException", "connect failed"),
    };
    failure(class, what, error)
}

/// Connects in at most so many milliseconds.
fn connect_in_time(t: &JavaThread, fd: Fd, to: &Endpoint, timeout: i32) -> Result<(), Throw> {
    let blocking = |on| ask(t, |host| host.set_blocking(fd, on)).map_err(|e| connect_failure(&e));
    blocking(false)?;
    let begun = ask(t, |host| host.connect(fd, to));
    let result = match begun {
        Err(error) if error.errno() == libc::EINPROGRESS => {
            match wait(t, fd, libc::POLLOUT, timeout) {
                Ok(true) => ask(t, |host| pending_error(host, fd)).and_then(|errno| match errno {
                    0 => Ok(()),
                    errno => Err(HostError::new("connect", errno)),
                }),
                Ok(false) => {
                    blocking(true)?;
                    // It could still connect; a failure to stop it changes nothing.
                    let _ = ask(t, |host| host.shutdown(fd, libc::SHUT_RDWR));
                    let class = "java/net/SocketTimeoutException";
                    return Err(Throw::named(class, "connect timed out"));
                }
                Err(error) => Err(error),
            }
        }
        // Here the class does not depend on the reason.
        Err(error) => {
            blocking(true)?;
            return Err(failure("java/net/ConnectException", "connect failed", &error));
        }
        Ok(()) => Ok(()),
    };
    if !matches!(&result, Err(error) if error.errno() == libc::EBADF) {
        blocking(true)?;
    }
    result.map_err(|error| connect_failure(&error))
}

/// Connects, however long it takes: a signal does not end the attempt, so it is
/// waited for.
fn connect_at_last(t: &JavaThread, fd: Fd, to: &Endpoint) -> HostResult<()> {
    let mut begun = false;
    interruptible(t, fd, |host| {
        if !begun {
            begun = true;
            return host.connect(fd, to);
        }
        host.poll_one(fd, libc::POLLOUT, -1)?;
        match pending_error(host, fd)? {
            0 => Ok(()),
            errno => Err(HostError::new("connect", errno)),
        }
    })
}

fn connect(
    t: &JavaThread,
    this: Handle,
    address: Handle,
    port: i32,
    timeout: i32,
) -> Result<(), Throw> {
    let fd = open_fd(t, this)?;
    if address.is_null() {
        return Err(Throw::new(VmException::NullPointer, "inet address argument null."));
    }
    let to = endpoint(t, address, port, uses_ipv6(t)?)?;
    if timeout > 0 {
        connect_in_time(t, fd, &to, timeout)?;
    } else {
        connect_at_last(t, fd, &to).map_err(|error| connect_failure(&error))?;
    }
    put_ref(t, this, "address", ADDRESS, address);
    put(t, this, "port", "I", port);
    if get::<i32>(t, this, "localport", "I") == 0 {
        let local = ask(t, |host| host.local_endpoint(fd))
            .map_err(|error| socket_failure("Error getting socket name", &error))?;
        put(t, this, "localport", "I", port_of(&local));
    }
    Ok(())
}

fn socket_bind(t: &JavaThread, this: Handle, address: Handle, port: i32) -> Result<(), Throw> {
    let fd = open_fd(t, this)?;
    if address.is_null() {
        return Err(Throw::new(VmException::NullPointer, "iaObj is null."));
    }
    let port = bind(t, fd, address, port)?;
    put_ref(t, this, "address", ADDRESS, address);
    put(t, this, "localport", "I", port);
    Ok(())
}

fn listen(t: &JavaThread, this: Handle, backlog: i32) -> Result<(), Throw> {
    let fd = open_fd(t, this)?;
    ask(t, |host| host.listen(fd, backlog)).map_err(|error| socket_failure("Listen failed", &error))
}

/// The next connection. Whoever made it may have given up, or another process
/// may have taken it, before it is accepted: then the wait goes on.
fn next_connection(t: &JavaThread, fd: Fd, timeout: i32) -> Result<(Fd, Endpoint), Throw> {
    let failed = |error: HostError| match error.errno() {
        libc::EBADF | libc::EINVAL => closed(),
        _ => socket_failure("Accept failed", &error),
    };
    loop {
        if !wait(t, fd, libc::POLLIN, timeout).map_err(failed)? {
            return Err(Throw::named("java/net/SocketTimeoutException", "Accept timed out"));
        }
        // Never blocks: the socket was made so.
        match ask(t, |host| accept_one(host, fd)) {
            Err(error) if error.errno() == libc::EAGAIN => {}
            result => return result.map_err(failed),
        }
    }
}

fn accept(t: &JavaThread, this: Handle, socket: Handle) -> Result<(), Throw> {
    let fd = open_fd(t, this)?;
    if socket.is_null() {
        return Err(Throw::new(VmException::NullPointer, "socket is null"));
    }
    let (accepted, peer) = next_connection(t, fd, get(t, this, "timeout", "I"))?;
    let taken = ask(t, |host| host.set_blocking(accepted, true));
    taken.map_err(|error| socket_failure("Accept failed", &error))?;
    let (address, port) = from_endpoint(t, &peer)?;
    set_fd(t, descriptor_of(t, socket), accepted)?;
    put_ref(t, socket, "address", ADDRESS, address);
    put(t, socket, "port", "I", port);
    put(t, socket, "localport", "I", get::<i32>(t, this, "localport", "I"));
    Ok(())
}

fn available(t: &JavaThread, this: Handle) -> Result<i32, Throw> {
    let fd = open_fd(t, this)?;
    ask(t, |host| host.readable_bytes(fd)).map_err(|error| match error.errno() {
        libc::ECONNRESET => Throw::named("sun/net/ConnectionResetException", ""),
        _ => socket_failure("ioctl FIONREAD failed", &error),
    })
}

fn close(t: &JavaThread, this: Handle, deferred: bool) -> Result<(), Throw> {
    let descriptor = descriptor_of(t, this);
    if descriptor.is_null() {
        return Err(socket_exception("socket already closed"));
    }
    let fd = fd_of(t, descriptor)?;
    if fd == -1 {
        return Ok(());
    }
    let how = if deferred { Close::Later } else { Close::Now };
    if how == Close::Now {
        set_fd(t, descriptor, -1)?;
    }
    blocked::close(t, fd, how).map_err(|error| socket_failure("close", &error))
}

fn clean_up(t: &JavaThread, fd: i32) -> Result<(), Throw> {
    blocked::close(t, fd, Close::Now).map_err(|error| socket_failure("close", &error))
}

/// A failure is no exception: the socket may not be connected any more.
fn shutdown(t: &JavaThread, this: Handle, how: i32) -> Result<(), Throw> {
    let descriptor = descriptor_of(t, this);
    if descriptor.is_null() {
        return Err(socket_exception("socket already closed"));
    }
    let fd = open_descriptor(t, descriptor)?;
    let _ = ask(t, |host| host.shutdown(fd, how));
    Ok(())
}

/// The number in an `Integer`.
pub(super) fn int_value(t: &JavaThread, value: Handle) -> Result<i32, Throw> {
    match Primitive::unbox(t, t.non_null(value)?) {
        Some(Primitive::Int(value)) => Ok(value),
        _ => Err(Throw::new(VmException::IllegalArgument, "not an Integer")),
    }
}

fn has_number(option: i32) -> bool {
    use socket_option::*;
    matches!(option, SO_SNDBUF | SO_RCVBUF | SO_LINGER | IP_TOS)
}

fn set_socket_option(
    t: &JavaThread,
    this: Handle,
    option: i32,
    on: bool,
    value: Handle,
) -> Result<(), Throw> {
    let fd = open_fd(t, this)?;
    let value = match option {
        // Kept in Java; waits look at it.
        socket_option::SO_TIMEOUT => return Ok(()),
        socket_option::SO_LINGER if !on => -1,
        _ if has_number(option) => int_value(t, value)?,
        _ => i32::from(on),
    };
    set_option(t, fd, option, value)
}

fn socket_option_of(
    t: &JavaThread,
    this: Handle,
    option: i32,
    container: Handle,
) -> Result<i32, Throw> {
    let fd = open_fd(t, this)?;
    if option == socket_option::SO_BINDADDR {
        let address = local_address(t, fd)?;
        put_ref(t, t.non_null(container)?, "addr", ADDRESS, address);
        return Ok(0);
    }
    let value = get_option(t, fd, option)?;
    Ok(match value {
        value if has_number(option) => value,
        0 => -1,
        _ => 1,
    })
}

fn send_urgent(t: &JavaThread, this: Handle, byte: i32) -> Result<(), Throw> {
    let fd = open_fd(t, this)?;
    let sent = interruptible(t, fd, |host| host.send(fd, Source::of(&[byte as u8]), libc::MSG_OOB));
    sent.map(drop).map_err(|error| failure("java/io/IOException", "Write failed", &error))
}
