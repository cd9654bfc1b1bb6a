// GET /v1/export and /search.csv: every match, row by row at the reader's pace. The archive may change meanwhile: an article that stays as
// it is comes exactly once.
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/render/rows.h"

namespace backfile::http {
namespace {

struct Export {
  query::ExportRequest request;
  EnginePool::Loan engine;
  search::Batch batch;  // the next to be written
  render::Rows rows;
};

/// False where the reader left or the archive cannot be read any further.
bool write(Export& made, Sink& sink, const std::function<void(const Error&)>& report) {
  if (!sink.write(made.rows.head())) return false;
  for (;;) {
    for (const auto& article : made.batch.articles)
      if (!sink.write(made.rows.row(article))) return false;
    if (!made.batch.next) return true;
    auto next = made.engine->walk(made.request.search, *made.batch.next);
    if (!next) {
      report(next.error());
      return false;
    }
    made.batch = std::move(*next);
  }
}

Response exported(const Request& request, Service& service, bool csv) {
  auto parsed = query::parse_export_request(request.parameters, request_limits(service), csv);
  if (!parsed) return failed(service, request, parsed.error());

  auto engine = service.stream_engines.borrow();
  if (!engine) return failed(service, request, engine.error());
  auto first = (*engine)->walk(parsed->search, {.order = parsed->search.sort.value_or(query::Sort::newest), .after = {}});
  if (!first) return failed(service, request, first.error());

  render::Rows rows(parsed->format, parsed->fields);
  const auto made = std::make_shared<Export>(Export{std::move(*parsed), std::move(*engine), std::move(*first), std::move(rows)});
  Response response;
  response.content_type = made->rows.content_type();
  response.headers.emplace_back("Content-Disposition", std::string("attachment; filename=\"") + made->rows.file_name() + '"');
  response.stream = [made, &request, &service](Sink& sink) {
    return write(*made, sink, [&](const Error& error) { service.report(request, error); });
  };
  return response;
}

}  // namespace

Response export_endpoint(const Request& request, Service& service) { return exported(request, service, false); }
Response csv_endpoint(const Request& request, Service& service) { return exported(request, service, true); }

}  // namespace backfile::http
