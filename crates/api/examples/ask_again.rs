//! Asks a server the same question over and over, on connections that stay open: the load of `scripts/bench-nation`.
//!
//! `ask_again ADDRESS CONNECTIONS SECONDS PATH [HEADER...]`; a header is `name: value`. Prints one line of JSON: answers,
//! seconds, bytes of bodies, and the status of the answers, which must all have the same one.

use std::{
    env,
    error::Error,
    io::{self, BufRead, BufReader, Read, Write},
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

type Failed = Box<dyn Error + Send + Sync>;

/// What one connection got.
#[derive(Default)]
struct Got {
    answers: u64,
    bytes: u64,
    status: u16,
}

fn main() -> Result<(), Failed> {
    let words: Vec<String> = env::args().skip(1).collect();
    let [address, connections, seconds, path, headers @ ..] = &words[..] else {
        return Err("usage: ask_again ADDRESS CONNECTIONS SECONDS PATH [HEADER...]".into());
    };
    let mut request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\n");
    for header in headers {
        request += header;
        request += "\r\n";
    }
    request += "\r\n";
    let start = Instant::now();
    let end = start + Duration::from_secs_f64(seconds.parse()?);
    let number: usize = connections.parse()?;
    let all = thread::scope(|scope| {
        let ask = || ask_until(address, request.as_bytes(), end);
        let threads: Vec<_> = (0..number).map(|_| scope.spawn(ask)).collect();
        let got = |one: thread::ScopedJoinHandle<'_, _>| one.join().map_err(|_| "a thread fell")?;
        threads.into_iter().map(got).collect::<Result<Vec<Got>, Failed>>()
    })?;
    let elapsed = start.elapsed().as_secs_f64();
    let status = all.first().map_or(0, |one| one.status);
    if all.iter().any(|one| one.status != status) {
        return Err("connections were answered differently".into());
    }
    let (answers, bytes) =
        all.iter().fold((0, 0), |(answers, bytes), one| (answers + one.answers, bytes + one.bytes));
    let told = format!(
        r#"{{"answers": {answers}, "seconds": {elapsed}, "bytes": {bytes}, "status": {status}}}"#
    );
    writeln!(io::stdout(), "{told}")?;
    Ok(())
}

fn ask_until(address: &str, request: &[u8], end: Instant) -> Result<Got, Failed> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut answers = BufReader::with_capacity(1 << 16, stream.try_clone()?);
    let (mut got, mut line, mut body) = (Got::default(), String::new(), Vec::new());
    while Instant::now() < end {
        stream.write_all(request)?;
        body.clear();
        let status = read_answer(&mut answers, &mut line, &mut body)?;
        if got.answers > 0 && status != got.status {
            return Err(format!("answered {status} after {}", got.status).into());
        }
        got.status = status;
        got.answers += 1;
        got.bytes += u64::try_from(body.len())?;
    }
    Ok(got)
}

/// The status of an answer; its body goes to `body`.
fn read_answer(
    from: &mut BufReader<TcpStream>,
    line: &mut String,
    body: &mut Vec<u8>,
) -> Result<u16, Failed> {
    read_line(from, line)?;
    let status = line.split(' ').nth(1).ok_or("no status")?.parse()?;
    let (mut length, mut is_chunked) = (0, false);
    loop {
        read_line(from, line)?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').ok_or("a header without a colon")?;
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse()?;
        }
        is_chunked |= name.eq_ignore_ascii_case("transfer-encoding");
    }
    if is_chunked {
        read_chunks(from, line, body)?;
    } else if status != 304 {
        read_bytes(from, length, body)?;
    }
    Ok(status)
}

fn read_chunks(
    from: &mut BufReader<TcpStream>,
    line: &mut String,
    body: &mut Vec<u8>,
) -> Result<(), Failed> {
    loop {
        read_line(from, line)?;
        let length = usize::from_str_radix(line, 16)?;
        read_bytes(from, length, body)?;
        read_line(from, line)?;
        if length == 0 {
            return Ok(());
        }
    }
}

fn read_bytes(
    from: &mut BufReader<TcpStream>,
    length: usize,
    body: &mut Vec<u8>,
) -> io::Result<()> {
    let before = body.len();
    body.resize(before + length, 0);
    from.read_exact(&mut body[before..])
}

fn read_line(from: &mut BufReader<TcpStream>, line: &mut String) -> io::Result<()> {
    line.clear();
    if from.read_line(line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    line.truncate(line.trim_end().len());
    Ok(())
}
