// baton deploy: Camunda Modeler's own deploy request from the command line.
#include <Poco/Exception.h>
#include <Poco/Net/FilePartSource.h>
#include <Poco/Net/HTMLForm.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/StringPartSource.h>
#include <Poco/StreamCopier.h>
#include <Poco/URI.h>
#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "app/commands.hpp"
#include "app/files.hpp"
#include "app/findings.hpp"
#include "expression/value.hpp"

namespace baton::app {

namespace {

struct Answer {
  int status = 0;
  std::string body;
};

Poco::URI deployment_uri(const std::string& url) {
  Poco::URI uri;
  try {
    uri = Poco::URI(url);
  } catch (const Poco::Exception&) {
    throw UsageError{fmt::format("--url '{}' is not a URL.", url)};
  }
  if (uri.getScheme() != "http" || uri.getHost().empty()) {
    throw UsageError{fmt::format("--url is http://HOST:PORT/engine-rest, not '{}'.", url)};
  }
  std::string path = uri.getPath();
  while (!path.empty() && path.back() == '/') path.pop_back();
  uri.setPath(path + "/deployment/create");
  return uri;
}

Answer post(const Poco::URI& uri, Poco::Net::HTMLForm& form) {
  Poco::Net::HTTPClientSession session(uri.getHost(), uri.getPort());
  Poco::Net::HTTPRequest request(Poco::Net::HTTPRequest::HTTP_POST, uri.getPathEtc(), "HTTP/1.1");
  form.prepareSubmit(request);
  form.write(session.sendRequest(request));
  Poco::Net::HTTPResponse response;
  Answer answer;
  std::istream& in = session.receiveResponse(response);
  Poco::StreamCopier::copyToString(in, answer.body);
  answer.status = response.getStatus();
  return answer;
}

Answer send(const Arguments& arguments, const Poco::URI& uri) {
  Poco::Net::HTMLForm form(Poco::Net::HTMLForm::ENCODING_MULTIPART);
  form.set("deployment-name", arguments.value_or("name", base_name(arguments.operands.front())));
  form.set("deployment-source", "baton deploy");
  form.set("enable-duplicate-filtering", arguments.has("always") ? "false" : "true");
  if (arguments.has("lenient")) form.set("lenient", "true");
  if (const auto tenant = arguments.value("tenant")) form.set("tenant-id", *tenant);
  for (const std::string& file : arguments.operands) {
    const std::string name = base_name(file);
    form.addPart(name, new Poco::Net::StringPartSource(read_file(file), "application/octet-stream", name));
  }
  return post(uri, form);
}

// The findings of a ParseException: {"details": {resource: {"errors": [...], "warnings": [...]}}}.
void print_details(const Json& details) {
  for (const auto& [resource, report] : details.items()) {
    for (const char* kind : {"errors", "warnings"}) {
      if (!report.contains(kind)) continue;
      for (const Json& problem : report[kind]) {
        bpmn::Finding finding;
        finding.severity = std::string(kind) == "errors" ? bpmn::Severity::error : bpmn::Severity::warning;
        finding.message = problem.value("message", "");
        finding.rule = problem.value("rule", "bpmn");
        if (problem.contains("mainElementId") && problem["mainElementId"].is_string()) {
          finding.element_id = problem["mainElementId"];
        }
        finding.line = problem.value("line", 0);
        finding.column = problem.value("column", 0);
        fmt::print(stderr, "{}\n", finding_line(resource, finding));
      }
    }
  }
}

int refused(const Answer& answer) {
  const Json body = Json::parse(answer.body, nullptr, false);
  if (!body.is_object()) {
    fmt::print(stderr, "baton: refused with {}: {}\n", answer.status, answer.body);
    return kExitFailure;
  }
  if (body.contains("details") && body["details"].is_object()) {
    print_details(body["details"]);
  } else {
    fmt::print(stderr, "baton: {}: {}\n", body.value("type", "refused"), body.value("message", ""));
  }
  fmt::print(stderr, "Nothing was deployed.\n");
  return kExitFailure;
}

void print_accepted(const Json& body) {
  fmt::print("Deployment {}\n", body.value("id", ""));
  const Json definitions = body.value("deployedProcessDefinitions", Json());
  if (!definitions.is_object() || definitions.empty()) {
    fmt::print("  nothing new: these files are deployed already\n");
    return;
  }
  for (const auto& [id, definition] : definitions.items()) {
    fmt::print("  process {} version {}  ({})\n", definition.value("key", ""), definition.value("version", 0),
               id);
  }
}

int deploy(const Arguments& arguments) {
  const Poco::URI uri = deployment_uri(arguments.value_or("url", "http://127.0.0.1:8080/engine-rest"));
  Answer answer;
  try {
    answer = send(arguments, uri);
  } catch (const Poco::Exception& error) {
    fmt::print(stderr, "baton: cannot reach {}: {}\n", uri.toString(), error.displayText());
    return kExitFailure;
  }
  if (answer.status != 200) return refused(answer);
  const Json body = Json::parse(answer.body, nullptr, false);
  if (!body.is_object()) {
    fmt::print(stderr, "baton: expected Camunda's deployment answer, found: {}\n", answer.body);
    return kExitFailure;
  }
  if (arguments.has("json")) {
    fmt::print("{}\n", body.dump(2));
  } else {
    print_accepted(body);
  }
  return kExitOk;
}

}  // namespace

Command deploy_command() {
  Command command;
  command.name = "deploy";
  command.summary = "Deploy diagrams to a running server.";
  command.operands = "FILE...";
  command.min_operands = 1;
  command.max_operands = 10'000;
  command.options = {
      {"url", "URL", "The server's REST root; default: http://127.0.0.1:8080/engine-rest."},
      {"name", "NAME", "The deployment's name; default: the first file's name."},
      {"tenant", "ID", "Deploy for this tenant."},
      {"lenient", "", "Accept tasks without implementation; they become external tasks named by their id."},
      {"always", "", "Make a new version even when nothing changed."},
      {"json", "", "Print the server's answer as it is."},
  };
  command.details =
      "All files go into one deployment. Exit code: 0 deployed, 1 refused, with the findings located.";
  command.run = deploy;
  return command;
}

}  // namespace baton::app
