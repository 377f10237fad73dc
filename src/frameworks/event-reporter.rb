# frozen_string_literal: true

require "digest"
require "json"

# What our reporters for Ruby share: the way into the report. Each line begins with a seal over the key, the seal before it
# and its own text: whoever reads the file can neither add a line nor leave one out.
class RepowrightEvents
  # For whoever asks first: the name of the file is taken out of the environment and its key from the disk, so that a test,
  # loaded later, finds neither.
  def self.open
    path = ENV.delete("REPOWRIGHT_REPORT")
    key = File.read("#{path}.key")
    File.delete("#{path}.key")
    new(path, key)
  end

  attr_reader :counts

  def initialize(path, key)
    @file = File.open(path, "ab")
    @key = key
    @last = ""
    @counts = { passed: 0, failed: 0, skipped: 0, todo: 0 }
    @process = Process.pid
  end

  def write(event)
    # A test that forks has two of us.
    return unless Process.pid == @process

    @counts[event[:status]] += 1 if event[:kind] == "test"
    append(event[:kind] == "end" ? event.merge(counts: @counts) : event)
  end

  private

  def append(event)
    text = text_of(event)
    @last = Digest::SHA256.hexdigest("#{@key}#{@last}#{text}")[0, 32]
    @file.write("#{@last} #{text}\n")
    @file.flush
  end

  def text_of(event)
    JSON.generate(event)
  rescue JSON::GeneratorError, EncodingError
    JSON.generate(clean(event))
  end

  def clean(value)
    case value
    when Hash then value.transform_values { |one| clean(one) }
    when Array then value.map { |one| clean(one) }
    when String then value.dup.force_encoding("UTF-8").scrub("?")
    else value
    end
  end
end
