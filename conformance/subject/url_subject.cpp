#include "conformance/subject/url_subject.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>
#include <Poco/Timespan.h>
#include <Poco/URI.h>

#include <chrono>
#include <thread>

namespace baton::conformance {

namespace {

constexpr int kTimeoutS = 120;
constexpr std::int64_t kSettleLimitMs = 6'000, kPollMs = 50;

Poco::URI root_of(const std::string& url) {
  Poco::URI uri;
  try {
    uri = Poco::URI(url);
  } catch (const Poco::Exception&) {
    throw std::invalid_argument("'" + url + "' is not a URL");
  }
  if (uri.getScheme() != "http" || uri.getHost().empty()) {
    throw std::invalid_argument("http://HOST:PORT/engine-rest was expected, not '" + url + "'");
  }
  return uri;
}

class UrlSubject : public Subject {
 public:
  explicit UrlSubject(const std::string& url) : root_(root_of(url)), session_(root_.getHost(), root_.getPort()) {
    base_ = root_.getPath();
    while (!base_.empty() && base_.back() == '/') base_.pop_back();
    session_.setTimeout(Poco::Timespan(kTimeoutS, 0));
    session_.setKeepAlive(true);
  }

  Answer send(const std::string& method, const std::string& path, const std::string& content_type,
              const std::string& body) override {
    try {
      return exchange(method, path, content_type, body);
    } catch (const Poco::Exception& error) {
      session_.reset();
      throw SubjectGone(root_.toString() + ": " + error.displayText());
    }
  }

  void pass(std::int64_t milliseconds) override {
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
  }

  bool clock_stands() const override { return false; }

  void settle(const std::vector<std::string>& instances) override {
    for (std::int64_t waited = 0; waited < kSettleLimitMs && any_due(instances); waited += kPollMs) pass(kPollMs);
  }

 private:
  bool any_due(const std::vector<std::string>& instances) {
    for (const std::string& id : instances) {
      const Answer jobs = get("/job/count", {{"executable", "true"}, {"active", "true"}, {"processInstanceId", id}});
      if (member(jobs.body, "count").is_number() && jobs.body["count"] > 0) return true;
    }
    return false;
  }

  Answer exchange(const std::string& method, const std::string& path, const std::string& content_type,
                  const std::string& body) {
    Poco::Net::HTTPRequest request(method, base_ + path, Poco::Net::HTTPMessage::HTTP_1_1);
    request.set("Accept", "application/json");
    if (!content_type.empty()) {
      request.setContentType(content_type);
      request.setContentLength64(static_cast<Poco::Int64>(body.size()));
    }
    session_.sendRequest(request) << body;
    Poco::Net::HTTPResponse response;
    std::string text;
    Poco::StreamCopier::copyToString(session_.receiveResponse(response), text);
    Answer answer{response.getStatus(), Tree::parse(text, nullptr, false)};
    if (answer.body.is_discarded()) answer.body = nullptr;
    return answer;
  }

  Poco::URI root_;
  std::string base_;
  Poco::Net::HTTPClientSession session_;
};

}  // namespace

std::unique_ptr<Subject> url_subject(const std::string& url) { return std::make_unique<UrlSubject>(url); }

}  // namespace baton::conformance
