//! Serves the sample page at http://127.0.0.1:8099/ for looking at it:
//! `cargo run -p web --example muster`.

mod seiten;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let lauscher = tokio::net::TcpListener::bind("127.0.0.1:8099").await?;
    axum::serve(lauscher, seiten::app(&seiten::rahmen())).await
}
